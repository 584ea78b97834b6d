//go:build !go1.24

package main

import (
	"log"
	"net/http"
)

// allowCleartext gives up: before Go 1.24 net/http speaks HTTP/2 over TLS only.
func allowCleartext(*http.Transport) {
	log.Fatal("HTTP/2 over cleartext needs Go 1.24 or later")
}
