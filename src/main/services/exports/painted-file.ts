import type { ExportedFile } from '../../../shared/contract/exports'
import type { Painter, PaintRequest } from '../ports'

const mediaTypes: Readonly<Record<PaintRequest['picture']['format'], string>> = {
  png: 'image/png',
  svg: 'image/svg+xml',
}

/** A picture as a file of this name, without its ending. */
export async function paintedFile(
  painter: Painter,
  name: string,
  request: PaintRequest,
): Promise<ExportedFile> {
  const { format } = request.picture
  return {
    fileName: `${name}.${format}`,
    mediaType: mediaTypes[format],
    bytes: await painter.paint(request),
  }
}
