/** The map by keyboard: arrows move it, + and − enlarge and reduce it, 0 and Home show all of it. */
import type { Attachment } from 'svelte/attachments'
import type { View } from './view.svelte.ts'

const stepPx = 80
export const zoomStep = 1.6

export function keys(view: View): Attachment<HTMLElement> {
  return (map) => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const action = actionOf(event.key, view)
      if (!action) return
      // The arrows must not scroll the page as well.
      event.preventDefault()
      action()
    }
    map.addEventListener('keydown', press)
    return () => map.removeEventListener('keydown', press)
  }
}

export function actionOf(key: string, view: View): (() => void) | undefined {
  const actions: Record<string, () => void> = {
    ArrowLeft: () => view.panBy(stepPx, 0),
    ArrowRight: () => view.panBy(-stepPx, 0),
    ArrowUp: () => view.panBy(0, stepPx),
    ArrowDown: () => view.panBy(0, -stepPx),
    '+': () => view.zoomBy(zoomStep),
    '=': () => view.zoomBy(zoomStep),
    '-': () => view.zoomBy(1 / zoomStep),
    '0': () => view.reset(),
    Home: () => view.reset(),
  }
  return Object.hasOwn(actions, key) ? actions[key] : undefined
}
