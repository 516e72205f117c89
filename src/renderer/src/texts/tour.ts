/** Texts of the tour for newcomers. */
export const tourTexts = {
  start: 'Take the tour',
  invitation: 'New here?',
  inviting: 'A tour of five stops, at whose end a small study is running.',
  take: 'Take the tour',
  decline: 'No, thanks',
  label: 'Tour',
  place: (stop: number, stops: number) => `Stop ${stop} of ${stops}`,
  back: 'Back',
  next: 'Next',
  skip: 'End the tour',
  run: 'Run it',
  starting: 'Starting…',
  done: 'Done',
  studyName: 'First steps',
  stops: {
    studies: {
      title: 'Studies',
      text: 'A study trains one network several times. Only the schedule of the learning rate differs, so what differs in the results is the schedule’s doing.',
    },
    schedules: {
      title: 'Schedules',
      text: 'Every kind of schedule, drawn over one run. Open any to shape its curve, to see how Keras, PyTorch and others read it, or to take it with you as code.',
    },
    designer: {
      title: 'The designer',
      text: 'Drag the handles of the curve, draw one freehand, or write a formula. What is on this table can be saved, and trained.',
    },
    compare: {
      title: 'Comparison',
      text: 'Any runs of any study over each other: group them by seed or by schedule, see differences with their intervals, and export exactly what is drawn.',
    },
    start: {
      title: 'Now a small study',
      text: 'Two schedules, three epochs each, on pictures of clothes. It takes a few seconds.',
    },
    running: {
      title: 'It is running',
      text: 'Its curves grow with every epoch. Dotted words and question marks explain themselves when you point at them or reach them with Tab.',
    },
  },
  failed: {
    title: 'It could not be trained',
    text: 'The page says why. Once that is mended, “Retry all” runs it again.',
  },
  keys: (palette: string, shortcuts: string) =>
    `${palette} finds everything, ${shortcuts} lists the keys.`,
} as const
