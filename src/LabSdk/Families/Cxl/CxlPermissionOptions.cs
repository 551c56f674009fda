using LabSdk.Cxl;
using LabSdk.Endpoints;
using LabSdk.Options;

namespace LabSdk.Families.Cxl;

/// <summary>The permissions as they stand in an address: <c>cxl:mem0?allowDisruptive=true</c>.</summary>
internal sealed class CxlPermissionOptions
{
    public bool AllowDisruptive { get; set; }

    public bool AllowSecurity { get; set; }

    public bool AllowVendor { get; set; }

    private static readonly string[] Names = [nameof(AllowDisruptive), nameof(AllowSecurity), nameof(AllowVendor)];

    /// <summary>The options of clients as the lab gives them, with those of the address, which win.</summary>
    public static CxlOptions Options(LabOptions options, LabEndpoint endpoint) => Options(options, endpoint.Options, $"the component at {endpoint}");

    /// <summary>The options of clients as the lab gives them, with these besides, which win.</summary>
    /// <param name="options">The lab's.</param>
    /// <param name="given">Names and texts.</param>
    /// <param name="what">What is being configured, for messages.</param>
    public static CxlOptions Options(LabOptions options, IReadOnlyDictionary<string, string> given, string what)
    {
        var own = Options(options);
        var permissions = new CxlPermissionOptions
        {
            AllowDisruptive = own.Permissions.AllowDisruptive, AllowSecurity = own.Permissions.AllowSecurity, AllowVendor = own.Permissions.AllowVendor,
        };
        OptionBinder.Apply(permissions, Part(given, isPermission: true), what);
        OptionBinder.Apply(own, Part(given, isPermission: false), what);
        own.Permissions = new CxlPermissions { AllowDisruptive = permissions.AllowDisruptive, AllowSecurity = permissions.AllowSecurity, AllowVendor = permissions.AllowVendor };
        return own;
    }

    /// <summary>The options of clients as the lab gives them.</summary>
    public static CxlOptions Options(LabOptions options)
    {
        var own = new CxlOptions { TimeProvider = options.TimeProvider };
        options.Cxl?.Invoke(own);
        return own;
    }

    private static Dictionary<string, string> Part(IReadOnlyDictionary<string, string> given, bool isPermission) => given
        .Where(option => Names.Contains(option.Key, StringComparer.OrdinalIgnoreCase) == isPermission)
        .ToDictionary(option => option.Key, option => option.Value);
}
