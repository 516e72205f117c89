export { lineStart } from '../domain/shared-prefix'
