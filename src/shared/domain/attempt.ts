/** What an action gave, or the fault that it threw. */
export type Attempt<Value, Fault> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: Fault }

/** Acts, and holds faults of one kind; whatever else is thrown is a mistake of ours and goes on. */
export function attempt<Value, Fault extends Error>(
  kind: abstract new (...parameters: never[]) => Fault,
  act: () => Value,
): Attempt<Value, Fault> {
  try {
    return { ok: true, value: act() }
  } catch (error) {
    if (error instanceof kind) return { ok: false, fault: error }
    throw error
  }
}
