const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the folder is read-only',
  EACCES: 'Cooldown has no right to it',
  EPERM: 'Cooldown has no right to it',
  EIO: 'the disk reports a fault',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOENT: 'it is not there',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'it is a folder, not a file',
  EEXIST: 'it is there already',
  ENOTEMPTY: 'it is there already',
  ELOOP: 'its path is a loop of links',
  ENAMETOOLONG: 'its name is too long',
  EFBIG: 'it would be larger than this disk allows',
}

/** The operating system's code of a failed file call, such as ENOSPC. */
export const systemCode = (error: unknown): string | undefined =>
  error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined

/** Why a file call failed, as a person would say it. */
export function reasonOf(error: unknown): string {
  const code = systemCode(error)
  const known = code === undefined ? undefined : reasons[code]
  return known ?? (error instanceof Error ? error.message.replace(/[.]$/, '') : String(error))
}
