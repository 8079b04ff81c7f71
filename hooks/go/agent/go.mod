module github.com/sealframe/sealframe/hooks/go/agent

go 1.19

require (
	github.com/pion/rtp v1.7.13
	github.com/pion/webrtc/v3 v3.1.56
	github.com/sealframe/sealframe/hooks/go v0.1.0
)

replace github.com/sealframe/sealframe/hooks/go => ..
