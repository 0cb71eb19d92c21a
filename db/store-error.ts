/** The ways in which the store can fail that are not a bug of ours. */

/** It could not be opened; the message says what would help. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused'
}

/** Another process has it; when that has ended, it can be opened. */
export class StoreHeld extends StoreRefused {}

/** There is no room: nothing was written, everything written before stays, reading goes on. */
export class StoreFull extends Error {
  override readonly name = 'StoreFull'

  constructor(file: string, cause: unknown) {
    super(
      `No room left to write ${file}: nothing new is recorded until there is. Free space on its disk; recording then goes on by itself.`,
      { cause },
    )
  }
}

/** The disk or the file itself failed: what is written after this could be lost without a word. */
export class StoreBroken extends Error {
  override readonly name = 'StoreBroken'

  constructor(file: string, cause: unknown) {
    super(
      `The disk under ${file} failed or the file is damaged: nothing more is recorded. Check the disk, then start again, from a backup if the file is damaged.`,
      { cause },
    )
  }
}
