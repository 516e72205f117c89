import { call } from '../python'

const room = 66

/** One of Keras's classes with named arguments. */
export const kerasClass = (name: string, args: Readonly<Record<string, string>>) =>
  call(
    `keras.optimizers.schedules.${name}`,
    Object.entries(args).map(([argument, value]) => `${argument}=${value}`),
    room,
  )
