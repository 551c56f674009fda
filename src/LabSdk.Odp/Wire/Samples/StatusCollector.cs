namespace LabSdk.Odp.Wire;

/// <summary>Gathers statuses in order; takes memory only when there are several.</summary>
internal struct StatusCollector(int count)
{
    private SampleStatus _first;
    private SampleStatus[]? _each;

    public void Set(int index, SampleStatus status)
    {
        if (_each is not null)
        {
            _each[index] = status;
        }
        else if (index == 0)
        {
            _first = status;
        }
        else if (status != _first)
        {
            _each = new SampleStatus[count];
            _each.AsSpan(0, index).Fill(_first);
            _each[index] = status;
        }
    }

    public readonly SampleStatuses Statuses => _each is null ? SampleStatuses.All(_first, count) : SampleStatuses.Of(_each);
}
