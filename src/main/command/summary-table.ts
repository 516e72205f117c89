import Table from 'cli-table3'
import { latestAttempts, type StudyHistory } from '../../shared/domain/study'

const titles = [
  'trial',
  'seed',
  'status',
  'epochs',
  'val loss',
  'val accuracy',
  'best val loss',
  'at epoch',
  'seconds',
]

/** A study's runs as a table for people. */
export function summaryTable(history: StudyHistory): string {
  const table = new Table({ head: titles, style: { head: [], border: [] } })
  for (const run of latestAttempts(history)) {
    const { summary } = run
    table.push([
      run.trialId,
      run.seed,
      run.status,
      `${run.epochsDone}/${run.totalEpochs}`,
      summary?.finalValLoss.toFixed(4) ?? '-',
      summary?.finalValAccuracy.toFixed(4) ?? '-',
      summary?.bestValLoss.toFixed(4) ?? '-',
      summary ? summary.bestEpoch + 1 : '-',
      run.seconds.toFixed(1),
    ])
  }
  return table.toString()
}
