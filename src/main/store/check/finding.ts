/** Something in a data folder that is not as it should be. */
export interface Finding {
  readonly file: string
  /** What is wrong, as a clause: "its checksum does not match". */
  readonly problem: string
  /** What `cooldown repair` does about it, as a clause. */
  readonly remedy: string
}

export const leaveIt = 'it is left as it is'
