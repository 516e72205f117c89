import type { Plugin } from 'vite'

/** The program of exported reports as one script. */
export function buildReportProgram(): Promise<string>

/** Puts the program beside those of the main process. */
export function reportProgram(): Plugin

export const reportProgramName: string
