import type { ExportedFile, ReportRequest } from '../../../../shared/contract/exports'
import type { BundleData, BundleMachine } from '../../../../shared/domain/bundle/bundle'
import type { StudyId } from '../../../../shared/domain/ids'
import type { StudyHistory } from '../../../../shared/domain/study'
import { fileNamePart } from '../file-names'
import type { GatherParts } from '../gathered'
import { reportContent } from './content'
import { htmlReport } from './html'
import { markdownReport } from './markdown'

/** What a report tells of where it is made, and the program that draws its charts. */
export interface ReportParts {
  readonly appVersion: string
  readonly machine: () => Promise<BundleMachine>
  readonly data: () => BundleData
  /** One script without imports; rejects with `export-failed` where it is missing. */
  readonly program: () => Promise<string>
}

const encode = (text: string) => new TextEncoder().encode(text)

/** A report of a study or a comparison, as one file. */
export async function createReport(
  parts: GatherParts & { readonly study: (id: StudyId) => StudyHistory },
  { appVersion, machine, data, program }: ReportParts,
  request: ReportRequest,
): Promise<ExportedFile> {
  const origin = { appVersion, machine: await machine(), data: data() }
  const content = await reportContent(parts, origin, request)
  const name = fileNamePart(content.title)
  switch (request.format) {
    case 'html':
      return {
        fileName: `${name}.html`,
        mediaType: 'text/html',
        bytes: encode(htmlReport(content, await program())),
      }
    case 'markdown':
      return {
        fileName: `${name}.md`,
        mediaType: 'text/markdown',
        bytes: encode(markdownReport(content)),
      }
  }
}
