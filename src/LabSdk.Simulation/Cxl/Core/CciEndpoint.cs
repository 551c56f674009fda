using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>
/// The message side of one component: takes a request, lets faults and scripted answers go before the commands, builds the
/// answers, and keeps a record of all of it. Mailboxes, MCTP channels and tunnels end here.
/// </summary>
internal sealed class CciEndpoint(CommandInterface commands, Lock gate, ExchangeLog log, CxlFaults faults, CxlScript script)
{
    /// <summary>Takes an answer to a request that the component has sent by itself.</summary>
    public Action<byte[]>? AnswerReceived { get; set; }

    public CciDelivery Exchange(ReadOnlyMemory<byte> message, CciLink link, int depth, int maximumResponse)
    {
        lock (gate)
        {
            if (message.Length < CciFrame.HeaderSize || !CciFrame.IsRequest(message.Span))
            {
                if (message.Length >= CciFrame.HeaderSize)
                {
                    AnswerReceived?.Invoke(message.ToArray());
                }

                return CciDelivery.Nothing;
            }

            var opcode = CciFrame.Opcode(message.Span);
            var found = faults.Take(opcode);
            if (found.Select(fault => fault.SendErrno).FirstOrDefault(errno => errno != 0) is not 0 and var errno)
            {
                return CciDelivery.Nothing with { SendErrno = errno };
            }

            log.Request(message, opcode, link);
            var scripted = script.Take(opcode);
            var result = scripted?.Result ?? found.Select(fault => fault.Result).FirstOrDefault(result => result is not null)
                ?? (scripted is null ? Run(message, opcode, link, depth, maximumResponse) : default);
            if (result.IsSilent)
            {
                return CciDelivery.Nothing;
            }

            var answer = scripted?.Message?.Invoke(message) ?? CciFrame.Response(opcode, CciFrame.Tag(message.Span), result, commands.Background.IsRunning);
            return Deliver(answer, found, result.Delay, opcode, link);
        }
    }

    private CciResult Run(ReadOnlyMemory<byte> message, ushort opcode, CciLink link, int depth, int maximumResponse) =>
        CciFrame.Length(message.Span) != message.Length - CciFrame.HeaderSize
            ? CxlReturnCode.InvalidPayloadLength
            : commands.Run(new CciCall(opcode, message[CciFrame.HeaderSize..], link, depth, maximumResponse));

    private CciDelivery Deliver(byte[] answer, IReadOnlyList<CxlFault> found, TimeSpan delay, ushort opcode, CciLink link)
    {
        var delivery = new CciDelivery([], delay);
        var copies = 1;
        foreach (var fault in found)
        {
            answer = fault.Reshape?.Invoke(answer) ?? answer;
            copies = fault.Copies < 0 ? copies : fault.Copies;
            delivery = delivery with
            {
                Delay = delivery.Delay + fault.Delay,
                DuplicateDelay = delivery.DuplicateDelay + fault.DuplicateDelay,
                ReceiveErrno = fault.ReceiveErrno != 0 ? fault.ReceiveErrno : delivery.ReceiveErrno,
            };
        }

        var messages = Enumerable.Repeat(answer, copies).ToArray();
        foreach (var sent in messages)
        {
            log.Response(sent, opcode, link);
        }

        return delivery with { Messages = messages };
    }
}
