import { LabError } from '../../shared/contract/errors'
import { reasonOf } from '../services/file-reasons'

/** A storage error that names the file and the reason; a LabError passes through unchanged. */
export function storageFailed(action: string, file: string, error: unknown): LabError {
  if (error instanceof LabError) return error
  return new LabError('storage-failed', `Cannot ${action} ${file}: ${reasonOf(error)}.`, {
    cause: error,
  })
}
