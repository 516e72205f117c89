/** What canvases and XML cannot hold; names may have been pasted from anywhere. */
const unprintable = /[^\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** A text without what no picture can show. */
export const printable = (text: string) => text.replace(unprintable, '')
