/** Prints what a URL answers: a process of its own, since a test cannot enter a namespace itself. */
const [url = ''] = process.argv.slice(2)
const response = await fetch(url)
const text = await response.text()
if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`)
process.stdout.write(text)
