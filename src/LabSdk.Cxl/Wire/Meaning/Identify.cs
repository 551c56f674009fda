namespace LabSdk.Cxl;

public readonly partial record struct Identify
{
    /// <summary>The longest message payload the component takes, in bytes; null for an exponent outside 8 to 20, which no component can mean.</summary>
    public int? MaximumMessageBytes => CxlMessageLimit.ToBytes(MaximumMessageSizeExponent);

    /// <summary>The serial number as 16 hexadecimal digits.</summary>
    public string Serial => SerialNumber.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
}

public readonly partial record struct GetResponseMsgLimit
{
    /// <summary>The longest answer the component sends, in bytes; null for an exponent outside 8 to 20.</summary>
    public int? LimitBytes => CxlMessageLimit.ToBytes(LimitExponent);
}

public readonly partial record struct SetResponseMsgLimit
{
    /// <summary>The longest answer the component will send, in bytes; null for an exponent outside 8 to 20.</summary>
    public int? LimitBytes => CxlMessageLimit.ToBytes(LimitExponent);
}
