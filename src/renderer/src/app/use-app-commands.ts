import { BookOpen, ChartNoAxesCombined, ChartSpline, Compass } from '@lucide/vue'
import {
  Cpu,
  FlaskConical,
  Keyboard,
  ListPlus,
  Moon,
  PencilRuler,
  Search,
  Sun,
  SunMoon,
} from '@lucide/vue'
import { storeToRefs } from 'pinia'
import { useRouter } from 'vue-router'
import { useCommands, type Command } from '../composables/use-commands'
import { useSettingsStore } from '../stores/settings'
import { commandTexts as words } from '../texts/commands'
import { tourTexts } from '../texts/tour'

export interface FrameActions {
  readonly openPalette: () => void
  readonly openShortcuts: () => void
  readonly startTour: () => void
}

const pages = [
  { name: 'studies', keys: 'g s', icon: FlaskConical },
  { name: 'study-editor', keys: 'g n', icon: ListPlus },
  { name: 'compare', keys: 'g c', icon: ChartNoAxesCombined },
  { name: 'schedules', keys: 'g l', icon: ChartSpline },
  { name: 'designer', keys: 'g d', icon: PencilRuler },
  { name: 'machine', keys: 'g m', icon: Cpu },
] as const

const themes = [
  { theme: 'light', icon: Sun },
  { theme: 'dark', icon: Moon },
  { theme: 'system', icon: SunMoon },
] as const

/** What can be done on every page. */
export function useAppCommands({ openPalette, openShortcuts, startTour }: FrameActions): void {
  const router = useRouter()
  const settings = useSettingsStore()
  const { theme: chosen } = storeToRefs(settings)

  const leading = pages.map(({ name, keys, icon }): Command => ({
    id: `go.${name}`,
    title: words.go[name],
    group: words.goTo,
    keys,
    icon,
    run: () => void router.push({ name }),
  }))
  const helping: readonly Command[] = [
    {
      id: 'help.palette',
      title: words.palette,
      group: words.help,
      keys: 'Mod+K',
      icon: Search,
      run: openPalette,
    },
    {
      id: 'help.shortcuts',
      title: words.shortcuts,
      group: words.help,
      keys: '?',
      icon: Keyboard,
      run: openShortcuts,
    },
    {
      id: 'help.glossary',
      title: words.go.glossary,
      group: words.help,
      keys: 'g g',
      icon: BookOpen,
      run: () => void router.push({ name: 'glossary' }),
    },
    { id: 'help.tour', title: tourTexts.start, group: words.help, icon: Compass, run: startTour },
  ]
  useCommands(() => [
    ...leading,
    ...themes.map(({ theme, icon }): Command => ({
      id: `look.${theme}`,
      title: words.theme[theme],
      group: words.look,
      icon,
      disabled: chosen.value === theme,
      run: () => void settings.update({ theme }),
    })),
    ...helping,
  ])
}
