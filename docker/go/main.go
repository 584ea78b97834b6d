// An HTTP/2 server on net/http as an application has it: server tls|cleartext host:port dir
package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == "--version" {
		fmt.Println(runtime.Version())
		return
	}
	mode, address, dir := os.Args[1], os.Args[2], os.Args[3]
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir(filepath.Join(dir, "www"))))
	mux.HandleFunc("/upload", func(response http.ResponseWriter, request *http.Request) {
		length, err := io.Copy(io.Discard, request.Body)
		if err != nil {
			http.Error(response, err.Error(), http.StatusBadRequest)
			return
		}
		fmt.Fprintln(response, length)
	})
	mux.HandleFunc("/unread", func(response http.ResponseWriter, request *http.Request) {
		select {
		case <-request.Context().Done():
		case <-time.After(time.Minute):
			fmt.Fprintln(response, "unread")
		}
	})
	server := &http.Server{Addr: address, Handler: mux}
	if mode == "tls" {
		log.Fatal(server.ListenAndServeTLS(filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")))
	}
	allowCleartext(server)
	log.Fatal(server.ListenAndServe())
}
