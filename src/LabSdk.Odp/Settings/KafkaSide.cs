namespace LabSdk.Odp.Settings;

/// <summary>Which client settings are for.</summary>
internal enum KafkaSide
{
    /// <summary>The one that writes.</summary>
    Publish,

    /// <summary>The one that reads.</summary>
    Consume,
}
