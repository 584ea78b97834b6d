//go:build go1.24

package main

import "net/http"

// allowCleartext makes the client speak HTTP/2 with prior knowledge to http URLs.
func allowCleartext(transport *http.Transport) {
	protocols := new(http.Protocols)
	protocols.SetUnencryptedHTTP2(true)
	transport.Protocols = protocols
}
