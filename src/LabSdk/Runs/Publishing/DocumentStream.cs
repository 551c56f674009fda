using System.Text;
using LabSdk.Odp;

namespace LabSdk;

/// <summary>The documents of one run on their way to a topic, and what became of them.</summary>
/// <remarks>For one thread at a time: that of its observer. Reports come from any thread.</remarks>
internal sealed class DocumentStream(Telemetry telemetry, string topic, ScanResult scan)
{
    private const int RowsAtOnce = 200;
    private readonly byte[] _key = Encoding.UTF8.GetBytes(scan.Uid);
    private IKafkaTransport? _transport;
    private Exception? _gone;
    private KafkaTransportException? _refused;
    private long _made;
    private long _stored;
    private int _rows;

    /// <summary>True when the table has rows that were not sent.</summary>
    public bool HasRows => _rows < scan.RowCount;

    public async Task SendAsync(byte[] document, CancellationToken cancellationToken)
    {
        _made++;
        if (_gone is not null)
        {
            scan.CountDocument(isStored: false);
            return;
        }

        var isOnItsWay = false;
        try
        {
            _transport ??= await OpenAsync(cancellationToken).ConfigureAwait(false);
            await _transport.SendAsync(new KafkaMessage(topic, _key, document), Report, cancellationToken).ConfigureAwait(false);
            isOnItsWay = true;
        }
        finally
        {
            if (!isOnItsWay)
            {
                scan.CountDocument(isStored: false);
            }
        }
    }

    /// <summary>Sends rows that have come since the last call, some at once: a slow broker gets its time for each lot.</summary>
    public async Task SendRowsAsync(CancellationToken cancellationToken)
    {
        var data = scan.Data;
        for (var end = Math.Min(data.RowCount, _rows + RowsAtOnce); _rows < end;)
        {
            await SendAsync(DocumentJson.Event(scan, data, _rows++), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a change; rows that it takes back come again.</summary>
    public Task SendChangeAsync(ScanChange change, CancellationToken cancellationToken)
    {
        _rows = Math.Min(_rows, change.RowCount);
        return SendAsync(DocumentJson.Change(change), cancellationToken);
    }

    public Task FlushAsync(CancellationToken cancellationToken) => _transport?.FlushAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Nothing more is sent; it is counted instead.</summary>
    public void GiveUp(Exception why) => _gone ??= why;

    /// <summary>Tells with the run what was not stored.</summary>
    /// <exception cref="LabConnectionException">Documents were not stored.</exception>
    public void Judge()
    {
        var missing = _made - Interlocked.Read(ref _stored);
        if (missing > 0)
        {
            var why = (_gone ?? _refused) as LabException;
            throw new LabConnectionException(
                DaemonRunErrorIds.DocumentsLost,
                FormattableString.Invariant($"{missing} of {_made} documents of the scan '{scan.Name}' were not stored in topic '{topic}': {(why?.Problem ?? "the broker did not answer in time").TrimEnd('.')}."),
                why?.Hint ?? "The table and the journal of the run have every point.",
                innerException: _gone ?? _refused);
        }
    }

    private async Task<IKafkaTransport> OpenAsync(CancellationToken cancellationToken)
    {
        var client = await telemetry.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await client.Transport.CreateTopicAsync(topic, -1, cancellationToken).ConfigureAwait(false);
        return client.Transport;
    }

    private void Report(KafkaDelivery delivery)
    {
        Interlocked.Add(ref _stored, delivery.IsStored ? 1 : 0);
        scan.CountDocument(delivery.IsStored);
        _refused ??= delivery.Error;
    }
}
