using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Features with current, default and saved values, set in one piece or in parts: 0500h to 0502h.</summary>
internal sealed class FeaturesArea(IReadOnlyList<Feature> features) : ICciArea
{
    private const int HeaderSize = 8, EntrySize = 48, Reserved = 18;
    private const uint Full = 0, Initiate = 1, Continue = 2, Finish = 3, Abort = 4, Save = 8;
    private const byte Current = 0, Default = 1, Saved = 2;

    private (Feature Feature, byte[] Data, int Next)? _transfer;

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.GetSupportedFeatures, Supported);
        commands.Add(CxlCommands.GetFeature, Get);
        commands.Add(CxlCommands.SetFeature, Set, CciRule.Variable);
    }

    /// <summary>Puts the saved values in place and forgets a transfer that is under way.</summary>
    public void Reset()
    {
        _transfer = null;
        foreach (var feature in features)
        {
            feature.Reset();
        }
    }

    private CciResult Supported(CciCall call)
    {
        var input = call.Read();
        var (count, start) = (input.U32(), input.U16());
        if (count < HeaderSize || start > features.Count)
        {
            return CxlReturnCode.InvalidInput;
        }

        // The count is in bytes, this header included.
        var room = (int)Math.Min(count, (uint)call.MaximumResponse);
        var page = features.Skip(start).Take((room - HeaderSize) / EntrySize).ToList();
        var answer = new CciWriter().U16(page.Count).U16(features.Count).Pad(4);
        for (var index = 0; index < page.Count; index++)
        {
            var feature = page[index];
            answer.Uuid(feature.Id).U16(start + index).U16(feature.Value(Current).Length).U16(feature.SetSize)
                .U32(feature.Attributes).U8(Feature.GetVersion).U8(Feature.SetVersion).U16(feature.Effects).Pad(Reserved);
        }

        return answer;
    }

    private CciResult Get(CciCall call)
    {
        var input = call.Read();
        var id = input.Uuid();
        var (offset, count, selection) = (input.U16(), input.U16(), input.U8());
        if (Find(id) is not { } feature)
        {
            return CxlReturnCode.Unsupported;
        }

        if (selection > Saved)
        {
            return CxlReturnCode.UnsupportedFeatureSelection;
        }

        var value = feature.Value(selection);
        return offset > value.Length || count > call.MaximumResponse ? CxlReturnCode.InvalidInput : value.AsSpan(offset, Math.Min(count, value.Length - offset)).ToArray();
    }

    private CciResult Set(CciCall call)
    {
        var input = call.Read();
        var id = input.Uuid();
        var flags = input.U32();
        var (offset, version) = (input.U16(), input.U8());
        input.Skip(9);
        var data = input.Rest();
        var part = flags & 7;
        if (Find(id) is not { } feature)
        {
            return CxlReturnCode.Unsupported;
        }

        if (feature.SetSize == 0 || part > Abort)
        {
            return CxlReturnCode.InvalidInput;
        }

        if (part == Abort)
        {
            return AbortTransfer(feature);
        }

        if (version != Feature.SetVersion)
        {
            return CxlReturnCode.UnsupportedFeatureVersion;
        }

        return part switch
        {
            Full => _transfer is not null ? CxlReturnCode.FeatureTransferInProgress : Apply(feature, offset, data, flags),
            Initiate => Begin(feature, offset, data),
            _ => Proceed(feature, offset, data, isLast: part == Finish, flags),
        };
    }

    private CxlReturnCode Begin(Feature feature, int offset, ReadOnlySpan<byte> data)
    {
        if (_transfer is not null)
        {
            return CxlReturnCode.FeatureTransferInProgress;
        }

        if (offset != 0 || data.Length > feature.SetSize)
        {
            return CxlReturnCode.InvalidInput;
        }

        var whole = new byte[feature.SetSize];
        data.CopyTo(whole);
        _transfer = (feature, whole, data.Length);
        return CxlReturnCode.Success;
    }

    private CxlReturnCode Proceed(Feature feature, int offset, ReadOnlySpan<byte> data, bool isLast, uint flags)
    {
        if (_transfer is not { } transfer)
        {
            return CxlReturnCode.FeatureTransferOutOfOrder;
        }

        if (transfer.Feature != feature)
        {
            return CxlReturnCode.FeatureTransferInProgress;
        }

        if (offset != transfer.Next)
        {
            return CxlReturnCode.FeatureTransferOutOfOrder;
        }

        if (offset + data.Length > feature.SetSize)
        {
            return CxlReturnCode.InvalidInput;
        }

        data.CopyTo(transfer.Data.AsSpan(offset));
        _transfer = transfer with { Next = offset + data.Length };
        if (!isLast)
        {
            return CxlReturnCode.Success;
        }

        _transfer = null;
        return Apply(feature, 0, transfer.Data.AsSpan(0, offset + data.Length), flags);
    }

    private CxlReturnCode AbortTransfer(Feature feature)
    {
        if (_transfer is { } transfer && transfer.Feature != feature)
        {
            return CxlReturnCode.FeatureTransferInProgress;
        }

        _transfer = null;
        return CxlReturnCode.Success;
    }

    private static CxlReturnCode Apply(Feature feature, int offset, ReadOnlySpan<byte> data, uint flags) =>
        offset + data.Length != feature.SetSize || offset != 0 ? CxlReturnCode.InvalidInput
            : feature.TrySet(data, (flags & Save) != 0) ? CxlReturnCode.Success
            : CxlReturnCode.InvalidInput;

    private Feature? Find(Guid id) => features.FirstOrDefault(feature => feature.Id == id);
}
