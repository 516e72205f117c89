/**
 * What Adam multiplies the rate by at update `t` (from 1), sqrt(1 - beta2^t) / (1 - beta1^t), each
 * operation rounded to float32 as Keras does it. The powers come from `t`, never from a running
 * product: training that is taken up again at step t goes on with the same bits.
 */
export function adamCorrection(beta1: number, beta2: number, t: number): number {
  const { fround, pow, sqrt } = Math
  const power1 = fround(pow(fround(beta1), t))
  const power2 = fround(pow(fround(beta2), t))
  return fround(fround(sqrt(fround(1 - power2))) / fround(1 - power1))
}
