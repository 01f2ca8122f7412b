// Command bare makes five calls by hand, with net/http and encoding/json alone.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
)

type user struct {
	ID          string `json:"id,omitempty"`
	DisplayName string `json:"displayName,omitempty"`
	City        string `json:"city,omitempty"`
}

type item struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type page[T any] struct {
	Value []T    `json:"value"`
	Next  string `json:"@odata.nextLink"`
}

var base = "https://graph.microsoft.com/v1.0"

func call(method, path string, send, receive any) error {
	body := &bytes.Buffer{}
	if send != nil {
		if err := json.NewEncoder(body).Encode(send); err != nil {
			return err
		}
	}
	req, err := http.NewRequest(method, base+path, body)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+os.Getenv("TOKEN"))
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return fmt.Errorf("%s %s: %s", method, path, resp.Status)
	}
	if receive == nil {
		return nil
	}
	return json.NewDecoder(resp.Body).Decode(receive)
}

func run(id string) error {
	var users page[user]
	if err := call("GET", "/users?$select=id,displayName", nil, &users); err != nil {
		return err
	}
	for _, u := range users.Value {
		fmt.Println(u.ID, u.DisplayName)
	}
	var u user
	if err := call("GET", "/users/"+url.PathEscape(id), nil, &u); err != nil {
		return err
	}
	fmt.Println(u.DisplayName)
	if err := call("PATCH", "/users/"+url.PathEscape(id), user{City: "Oslo"}, nil); err != nil {
		return err
	}
	var items page[item]
	if err := call("GET", "/drives/d/items/r/children", nil, &items); err != nil {
		return err
	}
	for _, i := range items.Value {
		fmt.Println(i.Name)
	}
	return call("DELETE", "/users/"+url.PathEscape(id), nil, nil)
}

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
