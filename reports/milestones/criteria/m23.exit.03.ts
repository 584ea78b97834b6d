import { byCases } from '../by-cases.ts'
import { atLeast, exactly } from '../criterion.ts'

// A glob for each frame type, and those that nobody knows.
export default byCases(
  [
    'http2/*data*',
    'http2/*headers*',
    'http2/*priority*',
    'http2/*rst-stream*',
    'http2/*settings*',
    'http2/*push-promise*',
    'http2/*ping*',
    'http2/*goaway*',
    'http2/*window-update*',
    'http2/*continuation*',
    'http2/unknown-*',
    'http2/frame-type-*'
  ],
  [atLeast('cases that our server conforms to', 250), exactly('cases that it does not conform to', 0)]
)
