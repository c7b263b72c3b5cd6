// A datasource plugin on Grafana's Go SDK that answers every query with frames it was given beforehand: what the SDK's own encoding and
// transport cost. NIGHTJAR_BENCH_FRAMES names a file of Arrow frames, each after its length as a little-endian uint32; a query
// {"frames": n} gets the first n of them.
package main

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
)

func readFrames(path string) (data.Frames, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var frames data.Frames
	for len(content) >= 4 {
		length := int(binary.LittleEndian.Uint32(content))
		if len(content) < 4+length {
			return nil, fmt.Errorf("%s ends inside a frame", path)
		}
		frame, err := data.UnmarshalArrowFrame(content[4 : 4+length])
		if err != nil {
			return nil, err
		}
		frames = append(frames, frame)
		content = content[4+length:]
	}
	return frames, nil
}

func main() {
	frames, err := readFrames(os.Getenv("NIGHTJAR_BENCH_FRAMES"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	answer := func(_ context.Context, request *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
		response := backend.NewQueryDataResponse()
		for _, query := range request.Queries {
			var asked struct{ Frames int }
			if err := json.Unmarshal(query.JSON, &asked); err != nil || asked.Frames > len(frames) {
				response.Responses[query.RefID] = backend.ErrDataResponse(backend.StatusBadRequest, "no such number of frames")
				continue
			}
			response.Responses[query.RefID] = backend.DataResponse{Frames: frames[:asked.Frames]}
		}
		return response, nil
	}
	err = backend.Manage("nightjar-bench-datasource", backend.ServeOpts{QueryDataHandler: backend.QueryDataHandlerFunc(answer)})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
