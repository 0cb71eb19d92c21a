/** Hands a file to the browser, to be kept where it keeps what is downloaded. */
import type { NamedFile } from '../parts/request.ts'

export function saveFile({ name, content }: NamedFile): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // The browser reads it only after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
