module github.com/sealframe/sealframe/hooks/go

go 1.19
