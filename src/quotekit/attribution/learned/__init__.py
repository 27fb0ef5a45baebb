"""The trained attributor: a small network, read with onnxruntime."""
