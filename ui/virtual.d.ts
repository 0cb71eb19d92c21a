/** Made when the page is built, see map/coast-plugin.ts. */
declare module 'virtual:coast' {
  const url: string
  export default url
}
