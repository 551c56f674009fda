"""Talks to a daemon with grpcio alone: list the devices, move, take one frame. Prints what it saw as one JSON line.

Usage: daq_client.py HOST:PORT FOLDER_OF_PROTOS
"""
import json
import subprocess
import sys
import tempfile

import grpc


def unpack(data):
    """LZ4 block with a 4-byte little-endian size in front, decoded independently of the SDK."""
    size, position, output = int.from_bytes(data[:4], "little"), 4, bytearray()

    def length(nibble):
        nonlocal position
        total = nibble
        if nibble == 15:
            while True:
                more = data[position]
                position += 1
                total += more
                if more != 255:
                    break
        return total

    while True:
        token = data[position]
        position += 1
        literals = length(token >> 4)
        output += data[position:position + literals]
        position += literals
        if position >= len(data):
            break
        offset = int.from_bytes(data[position:position + 2], "little")
        position += 2
        for _ in range(length(token & 15) + 4):
            output.append(output[-offset])
    assert len(output) == size, (len(output), size)
    return output


def main():
    address, protos = sys.argv[1], sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["protoc", f"-I{protos}", f"--python_out={folder}", f"{protos}/daq.proto"], check=True)
        sys.path.insert(0, folder)
        import daq_pb2 as daq

        with grpc.insecure_channel(address, options=[("grpc.max_receive_message_length", 100 << 20)]) as channel:
            def unary(name, request, reply):
                call = channel.unary_unary(
                    f"/daq.HardwareService/{name}", lambda message: message.SerializeToString(), reply.FromString)
                return call(request, timeout=20)

            devices = unary("ListDevices", daq.ListDevicesRequest(), daq.ListDevicesResponse).devices
            moved = unary(
                "MoveAbsolute",
                daq.MoveRequest(device_id="mock_stage", value=12.5, wait_for_completion=True),
                daq.MoveResponse)
            listen = channel.unary_stream(
                "/daq.HardwareService/StreamFrames", lambda message: message.SerializeToString(), daq.FrameData.FromString)
            frames = listen(daq.StreamFramesRequest(device_id="mock_camera"), timeout=20)
            frames.initial_metadata()
            unary("StartStream", daq.StartStreamRequest(device_id="mock_camera"), daq.StartStreamResponse)
            frame = next(frames)
            frames.cancel()
            pixels = unpack(frame.data)
            try:
                unary("ReadValue", daq.ReadValueRequest(device_id="nichts für ungut %"), daq.ReadValueResponse)
                refusal = "none"
            except grpc.RpcError as error:
                refusal = f"{error.code().name}: {error.details()}"
            spot = 2 * (300 * frame.width + 100)
            print(json.dumps({
                "devices": {device.id: list(device.capabilities) for device in devices},
                "position": moved.final_position,
                "settled": moved.settled,
                "size": [frame.width, frame.height, frame.bit_depth],
                "frame_number": frame.frame_number,
                "pixel": int.from_bytes(pixels[spot:spot + 2], "little"),
                "refusal": refusal,
            }))


main()
