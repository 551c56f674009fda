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
    public static CxlOptions Options(LabOptions options, LabEndpoint endpoint)
    {
        var own = Options(options);
        var permissions = new CxlPermissionOptions
        {
            AllowDisruptive = own.Permissions.AllowDisruptive, AllowSecurity = own.Permissions.AllowSecurity, AllowVendor = own.Permissions.AllowVendor,
        };
        var what = $"the component at {endpoint}";
        OptionBinder.Apply(permissions, Part(endpoint, isPermission: true), what);
        OptionBinder.Apply(own, Part(endpoint, isPermission: false), what);
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

    private static Dictionary<string, string> Part(LabEndpoint endpoint, bool isPermission) => endpoint.Options
        .Where(option => Names.Contains(option.Key, StringComparer.OrdinalIgnoreCase) == isPermission)
        .ToDictionary(option => option.Key, option => option.Value);
}
