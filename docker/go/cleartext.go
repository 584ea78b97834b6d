//go:build go1.24

package main

import "net/http"

// allowCleartext lets the server speak HTTP/2 with prior knowledge beside HTTP/1.1.
func allowCleartext(server *http.Server) {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	protocols.SetUnencryptedHTTP2(true)
	server.Protocols = protocols
}
