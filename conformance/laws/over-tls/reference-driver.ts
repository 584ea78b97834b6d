import { connectHttp2 } from '../../../impl/http2/client.ts'
import type { Driver, Ending } from '../../../lab/clients/driver.ts'

/** Our client as an application uses it, over TLS, in this process; only the certificate is not verified. */
export const referenceDriver: Driver = {
  name: 'reference',
  cannot: () => undefined,
  start({ urls }) {
    const [first] = urls.map((url) => new URL(url))
    const run = async (): Promise<Ending> => {
      try {
        const client = await connectHttp2({
          port: Number(first?.port),
          tls: { servername: 'localhost', rejectUnauthorized: false }
        })
        await Promise.all(
          urls
            .map((url) => new URL(url))
            .map(({ host, pathname }) =>
              client.fetch({ method: 'GET', scheme: 'https', authority: host, path: pathname })
            )
        )
        await client.close()
        return { status: 0, signal: null, output: '' }
      } catch (error) {
        return { status: 1, signal: null, output: String(error) }
      }
    }
    return Promise.resolve({ ended: run(), stop: () => Promise.resolve() })
  }
}
