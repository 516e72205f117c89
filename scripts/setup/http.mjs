import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { connect as tlsConnect } from 'node:tls'

const MAX_REDIRECTS = 5

/**
 * Sends a GET and follows redirects, through the proxy that the environment names, if any.
 * @param {string} address
 * @param {{ headers?: Record<string, string>, env?: NodeJS.ProcessEnv, stallMs: number }} options
 * @returns {Promise<import('node:http').IncomingMessage>}
 */
export async function get(address, options) {
  let url = new URL(address)
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const response = await getOnce(url, options)
    const { statusCode = 0, headers } = response
    if (![301, 302, 303, 307, 308].includes(statusCode) || !headers.location) return response
    response.destroy()
    const next = new URL(headers.location, url)
    if (url.protocol === 'https:' && next.protocol !== 'https:') {
      throw new Error(`${url.host} redirects from https to ${next.protocol}//${next.host}`)
    }
    url = next
  }
  throw new Error(`${new URL(address).host} redirects more than ${MAX_REDIRECTS} times`)
}

/**
 * @param {URL} url
 * @param {{ headers?: Record<string, string>, env?: NodeJS.ProcessEnv, stallMs: number }} options
 * @returns {Promise<import('node:http').IncomingMessage>}
 */
async function getOnce(url, { headers, env = process.env, stallMs }) {
  const proxy = proxyFor(url, env)
  const request = await createRequest(url, proxy, { headers, stallMs })
  return new Promise((resolve, reject) => {
    request.setTimeout(stallMs, () => {
      request.destroy(new Error(`${url.host} sent nothing for ${stallMs / 1000} s`))
    })
    request.on('response', resolve)
    request.on('error', (error) => reject(withHost(error, proxy ?? url)))
    request.end()
  })
}

/**
 * @param {URL} url
 * @param {URL | undefined} proxy
 * @param {{ headers?: Record<string, string>, stallMs: number }} options
 */
async function createRequest(url, proxy, { headers, stallMs }) {
  if (!proxy) return (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, { headers })
  if (url.protocol === 'http:') {
    const hop = { ...headers, host: url.host, ...proxyHeaders(proxy) }
    return httpRequest(proxy, { path: url.href, headers: hop })
  }
  const socket = await openTunnel(url, proxy, stallMs)
  return httpsRequest(url, {
    headers,
    agent: false,
    createConnection: () => tlsConnect({ socket, servername: url.hostname }),
  })
}

/**
 * @param {URL} url
 * @param {URL} proxy
 * @param {number} stallMs
 * @returns {Promise<import('node:net').Socket>}
 */
function openTunnel(url, proxy, stallMs) {
  return new Promise((resolve, reject) => {
    const target = `${url.hostname}:${url.port || 443}`
    const headers = { host: target, ...proxyHeaders(proxy) }
    const send = proxy.protocol === 'https:' ? httpsRequest : httpRequest
    const request = send(proxy, { method: 'CONNECT', path: target, headers, agent: false })
    request.setTimeout(stallMs, () => request.destroy(new Error('the proxy does not answer')))
    request.on('connect', (response, socket) => {
      if (response.statusCode === 200) resolve(/** @type {import('node:net').Socket} */ (socket))
      else reject(new Error(`the proxy answers ${response.statusCode} for ${target}`))
    })
    request.on('error', (error) => reject(withHost(error, proxy)))
    request.end()
  })
}

/** @param {URL} proxy @returns {Record<string, string>} */
function proxyHeaders(proxy) {
  if (!proxy.username) return {}
  const user = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` }
}

/**
 * @param {URL} url
 * @param {NodeJS.ProcessEnv} env
 * @returns {URL | undefined}
 */
export function proxyFor(url, env) {
  const name = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy'
  const proxy = env[name] || env[name.toUpperCase()]
  if (!proxy) return undefined
  const direct = (env.no_proxy || env.NO_PROXY || '').split(',').map((host) => host.trim())
  const skips = direct.some((host) => {
    if (host === '*') return true
    const bare = host.replace(/^\*?\./, '').replace(/:\d+$/, '')
    return bare !== '' && (url.hostname === bare || url.hostname.endsWith(`.${bare}`))
  })
  return skips ? undefined : new URL(proxy.includes('://') ? proxy : `http://${proxy}`)
}

/** @param {Error} error @param {URL} url */
function withHost(error, url) {
  const { code } = /** @type {NodeJS.ErrnoException} */ (error)
  const what = error.message || code || 'connection failed'
  return what.includes(url.hostname) ? error : new Error(`${url.host}: ${what}`, { cause: error })
}
