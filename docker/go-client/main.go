// A client on net/http as an application has it, all requests at once:
//
//	client ca GET url...
//	client ca POST file url
//
// With --http1.1 before ca it speaks HTTP/1.1, makes one request after the other, and prints fields, too.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) == 2 && os.Args[1] == "--version" {
		fmt.Println(runtime.Version())
		return
	}
	words := os.Args[1:]
	http1 := words[0] == "--http1.1"
	if http1 {
		words = words[1:]
	}
	ca, method, urls, file := words[0], words[1], words[2:], ""
	if method == "POST" {
		file, urls = urls[0], urls[1:]
	}
	client := &http.Client{Transport: transport(ca, strings.HasPrefix(urls[0], "https:"), http1)}
	if http1 {
		for _, url := range urls {
			ask(client, method, url, file, true)
		}
		return
	}
	var group sync.WaitGroup
	for _, url := range urls {
		group.Add(1)
		go func(url string) {
			defer group.Done()
			ask(client, method, url, file, false)
		}(url)
	}
	group.Wait()
}

func transport(ca string, secure, http1 bool) *http.Transport {
	result := &http.Transport{ForceAttemptHTTP2: !http1}
	if !secure {
		if !http1 {
			allowCleartext(result)
		}
		return result
	}
	pem, err := os.ReadFile(ca)
	if err != nil {
		log.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	result.TLSClientConfig = &tls.Config{RootCAs: roots}
	return result
}

func ask(client *http.Client, method, url, file string, fields bool) {
	var body io.Reader
	if file != "" {
		opened, err := os.Open(file)
		if err != nil {
			log.Fatal(err)
		}
		body = opened
	}
	request, err := http.NewRequest(method, url, body)
	if err != nil {
		log.Fatal(err)
	}
	response, err := client.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	fmt.Println(response.StatusCode, response.Proto, url)
	if fields {
		response.Header.Write(os.Stdout)
	}
	if _, err := io.Copy(os.Stdout, response.Body); err != nil {
		log.Fatal(err)
	}
}
