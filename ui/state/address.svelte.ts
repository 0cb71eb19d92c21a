/** The address bar as state: everything that is shown follows from it, so that links and the back button work. */
import { createContext } from 'svelte'
import { createSubscriber } from 'svelte/reactivity'
import { home, readPlace, writePlace, type Place } from './place.ts'

export class Address {
  #place = $state.raw(placeNow())
  #left: string | null = null
  /** Where a satker's page was opened from: its filters, search and moment are gone back to. */
  #overview: Place | null = null
  #hasMoved = false
  readonly #history = createSubscriber(() => {
    const read = () => this.#move(placeNow())
    window.addEventListener('popstate', read)
    return () => window.removeEventListener('popstate', read)
  })

  /** An address that leads nowhere is put right, so that nobody sends it on. */
  constructor() {
    const href = writePlace(this.#place)
    const isRight = new URL(href, location.href).pathname === location.pathname
    if (!isRight) history.replaceState(null, '', href)
  }

  get place(): Place {
    this.#history()
    return this.#place
  }

  /** Code of the satker that was chosen before: where a keyboard goes on when this one is closed. */
  get left(): string | null {
    return this.#left
  }

  /** False for what the address said when the page was opened: nobody's focus should jump to that. */
  get hasMoved(): boolean {
    return this.#hasMoved
  }

  /** To another place, from which the back button leads here. */
  go(change: Partial<Place>): void {
    const href = this.href(change)
    if (href === here()) return
    history.pushState(null, '', href)
    this.#move(placeNow())
  }

  /** The same place put more exactly, such as a word being typed: the back button does not stop at it. */
  amend(change: Partial<Place>): void {
    const href = this.href(change)
    if (href === here()) return
    history.replaceState(null, '', href)
    this.#place = placeNow()
  }

  /** Of the place that a change leads to. */
  href(change: Partial<Place>): string {
    return writePlace({ ...this.#base(change), ...leaving(this.#place, change), ...change })
  }

  /** What was seen before is nothing to whoever comes next. */
  forget(): void {
    this.#left = null
    this.#overview = null
    this.#hasMoved = false
  }

  /** For a link's click: stays on the page unless another tab or window is asked for. */
  follow(event: MouseEvent, change: Partial<Place>): void {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    this.go(change)
  }

  /** What a change is laid over: on the way back to the overview, the overview as it was left. */
  #base({ page }: Partial<Place>): Place {
    const { page: here, satker, link, range, from, to, compare } = this.#place
    if (page !== 'overview' || here === 'overview' || this.#overview === null) return this.#place
    return here === 'satker' ? { ...this.#overview, satker, link, range, from, to, compare } : this.#overview
  }

  #move(place: Place): void {
    this.#left = this.#place.satker
    if (this.#place.page === 'overview') this.#overview = this.#place
    this.#hasMoved = true
    this.#place = place
  }
}

/** What belongs to the satker that is left: its link, and a stretch of time that was chosen for what it showed. */
function leaving(place: Place, { satker }: Partial<Place>): Partial<Place> {
  if (satker === undefined || satker === place.satker) return {}
  return place.range === 'free' ? { link: null, range: home.range, from: null, to: null } : { link: null }
}

function placeNow(): Place {
  return readPlace(location.pathname, location.search)
}

function here(): string {
  return location.pathname + location.search
}

export const [getAddress, setAddress] = createContext<Address>()
