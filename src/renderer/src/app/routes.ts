import { createRouter, createWebHashHistory, type RouterHistory } from 'vue-router'
import ComparePage from '../features/compare/ComparePage.vue'
import DesignerPage from '../features/designer/DesignerPage.vue'
import GlossaryPage from '../features/glossary/GlossaryPage.vue'
import MachinePage from '../features/machine/MachinePage.vue'
import RunPage from '../features/run/RunPage.vue'
import SchedulesPage from '../features/schedules/SchedulesPage.vue'
import StudyEditorPage from '../features/study-editor/StudyEditorPage.vue'
import StudiesPage from '../features/studies/StudiesPage.vue'
import StudyPage from '../features/study/StudyPage.vue'

/** The screens; hash addresses, as the page is served from a custom scheme too. */
export const createRoutes = (history: RouterHistory = createWebHashHistory()) =>
  createRouter({
    history,
    routes: [
      { path: '/', name: 'studies', component: StudiesPage },
      { path: '/studies/new', name: 'study-editor', component: StudyEditorPage },
      { path: '/studies/:studyId', name: 'study', component: StudyPage, props: true },
      { path: '/runs/:runId', name: 'run', component: RunPage, props: true },
      { path: '/compare', name: 'compare', component: ComparePage },
      { path: '/schedules', name: 'schedules', component: SchedulesPage },
      { path: '/designer', name: 'designer', component: DesignerPage },
      { path: '/machine', name: 'machine', component: MachinePage },
      { path: '/glossary', name: 'glossary', component: GlossaryPage },
      { path: '/:other(.*)*', redirect: { name: 'studies' } },
    ],
  })
