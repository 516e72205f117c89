/** Texts of the settings on the machine page. */
export const settingsTexts = {
  checkpoints: {
    title: 'Checkpoints',
    label: 'Epochs between checkpoints',
    help: 'From a checkpoint an interrupted run goes on, and a fork begins. A run keeps its last two and its best, and one more whenever it is paused or stopped. Further apart they cost less time; closer together less is trained again. It holds for runs that start from now on.',
    rule: (text: string, most: string) =>
      `It is “${text}”; it must be a whole number from 1 to ${most}.`,
  },
  notices: {
    title: 'Notifications',
    label: 'Tell me when a study has ended',
    help: 'Only while no window of Cooldown is in front.',
    ask: 'Let the browser show them…',
    denied:
      'The browser refuses notifications of this page; its settings for this address allow them.',
    unsupported: 'This browser has no notifications.',
  },
}
