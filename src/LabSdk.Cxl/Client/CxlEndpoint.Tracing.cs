namespace LabSdk.Cxl;

/// <content>Telling every exchange to whoever asked for it.</content>
public sealed partial class CxlEndpoint
{
    private async ValueTask<TunnelReply> TracedAsync(ushort opcode, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var (time, started) = (Time.GetUtcNow(), Time.GetTimestamp());
        var exchange = new CxlTraceEntry { Time = time, Endpoint = Name, Opcode = opcode, IsMasked = CxlOpcodes.HasSecrets(opcode) };
        exchange = exchange with { Request = exchange.IsMasked ? default : payload.ToArray() };
        try
        {
            var answer = await SendOnceAsync(opcode, payload, cancellationToken).ConfigureAwait(false);
            exchange = exchange with
            {
                ReturnCode = answer.Reply.ReturnCode, VendorStatus = answer.Reply.VendorStatus, Answer = exchange.IsMasked ? default : answer.Reply.Payload,
            };
            return answer;
        }
        catch (Exception error)
        {
            exchange = exchange with { Error = error is LabException known ? known.Problem : error.Message };
            throw;
        }
        finally
        {
            Tell(exchange with { Elapsed = Time.GetElapsedTime(started) });
        }
    }

    private void Tell(CxlTraceEntry exchange)
    {
        try
        {
            Options.Trace?.Invoke(exchange);
        }
        catch (Exception)
        {
            // Whoever listens must not change what commands do.
        }
    }
}
