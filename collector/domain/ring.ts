/** A closed line of points on the globe: its last point is its first. */
export type Ring = Position[]

/** Degrees, in the order of GeoJSON. */
export type Position = [longitude: number, latitude: number]

/** Hundred-thousandths of a degree are about a metre. */
const stepsPerDegree = 1e5

/** To a metre, closed, and without points that repeat the one before; null where fewer than three are left. */
export function tidyRing(points: readonly Position[]): Ring | null {
  const ring: Ring = []
  for (const [longitude, latitude] of points) {
    const point: Position = [rounded(longitude), rounded(latitude)]
    const last = ring.at(-1)
    if (!last || !isSame(last, point)) ring.push(point)
  }
  const [first, last] = [ring[0], ring.at(-1)]
  if (!first || !last) return null
  if (!isSame(first, last)) ring.push([...first])
  return ring.length < 4 ? null : ring
}

/**
 * In steradians, between great circles, which is how d3-geo understands a line; positive where the ring runs
 * clockwise on the map. Flat reckoning would err in the sign of slivers, and a wrong sign paints the whole globe.
 */
export function signedArea(ring: Ring): number {
  let sum = 0
  let before: { longitude: number; sin: number; cos: number } | null = null
  for (const [degreesEast, degreesNorth] of ring) {
    const longitude = degreesEast * radiansPerDegree
    const half = (degreesNorth * radiansPerDegree) / 2 + Math.PI / 4
    const corner = { longitude, sin: Math.sin(half), cos: Math.cos(half) }
    if (before) {
      const turn = longitude - before.longitude
      const sines = before.sin * corner.sin
      sum += Math.atan2(sines * Math.sin(turn), before.cos * corner.cos + sines * Math.cos(turn))
    }
    before = corner
  }
  return 2 * sum
}

const radiansPerDegree = Math.PI / 180

function rounded(degrees: number): number {
  // Adding 0 makes a zero of the negative zero, which is the same place and would be told as another.
  return Math.round(degrees * stepsPerDegree) / stepsPerDegree + 0
}

function isSame(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1]
}
