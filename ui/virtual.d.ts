/** Made when the page is built, see map/coast-plugin.ts. */
declare module 'virtual:coast' {
  const url: string
  export default url
}

/** A picture: the address of its file in the built page. */
declare module '*.svg' {
  const url: string
  export default url
}
