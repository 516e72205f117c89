/** Texts around files that are dropped on the window, or opened. */
export const filesTexts = {
  open: 'Open a file…',
  chooser: 'Files to open',
  drop: 'Let go to open',
  kinds: {
    schedule: { name: 'A schedule (JSON)', does: 'is opened in the designer' },
    study: { name: 'A study file', does: 'is opened in the study editor' },
    curves: {
      name: 'Curves (CSV, JSON, TensorBoard’s event files or a folder of them)',
      does: 'are laid over the comparison',
    },
    bundle: { name: 'A bundle', does: 'adds its studies and runs to the history' },
  },
  json: { name: 'JSON', does: 'is a schedule, a study or curves: what is in it decides' },
  refused: (type: string) => `Files of the kind ${type} cannot be opened here.`,
  reading: (name: string) => `Reading ${name}…`,
  schedule: (name: string, kind: string) =>
    `${name} was read as: ${kind}. Undo brings back what was in the designer.`,
  study: (name: string) => `${name} is in the study editor. Nothing runs before it is started.`,
  curves: (count: string, name: string) => `${count} from ${name} now lie over the comparison.`,
  bundle: (name: string, studies: string, runs: string) =>
    `${name} brought ${studies} with ${runs}.`,
  more: (count: number) => `${count} files`,
  unread: (name: string, problem: string) => `${name} could not be read. ${problem}`,
  unknown: (name: string) =>
    `${name} is nothing that Cooldown opens: a schedule or a study in JSON, curves in CSV, JSON or TensorBoard’s event files, or a bundle.`,
  tooLarge: (name: string, size: string, most: string) =>
    `${name} has ${size}; it must have at most ${most}.`,
  tooMany: (count: string, most: string) =>
    `${count} files are too many to be opened at once; at most ${most} are.`,
  empty: (name: string) => `${name} is empty.`,
}
