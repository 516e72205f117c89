/** The two Electron IPC channels between a window and the main process. */
export const callChannel = 'lab:call'
export const eventChannel = 'lab:event'

/** Where the lab server takes WebSockets, and the close code for a missing or wrong token. */
export const socketPath = '/lab'
export const unauthorizedClose = 4401
