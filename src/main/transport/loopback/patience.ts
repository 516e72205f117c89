/** Wrong tokens that are answered at once; nobody mistypes an address this often. */
const freeTries = 100
const delayMs = 1_000

/** Slows down whoever tries tokens. Right ones are never delayed, so nobody can lock a person out. */
export class Patience {
  private wrong = 0

  /** Resolves when the answer to one more wrong token may be sent. */
  refusal(): Promise<void> {
    this.wrong += 1
    if (this.wrong <= freeTries) return Promise.resolve()
    return new Promise((resolve) => setTimeout(resolve, delayMs))
  }
}
