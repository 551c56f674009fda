using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>Features as a table.</summary>
internal static class CxlFeatureView
{
    private static readonly TableColumn[] Columns = ["Feature", "Value", "Can be set", "Kept over", "Setting it changes", "Version", "UUID"];

    public static Block Of(CxlFeatures features) => new TableModel(Columns, features.Select(feature => Row(feature)))
    {
        Caption = $"Features of {features.Device.Id}{features.Mark}",
        RowNoun = "features",
    };

    public static Block Of(CxlFeature feature) => new TableModel(Columns, [Row(feature)]) { Caption = $"Feature of {feature.Device.Id}{feature.Mark}", ShowSize = false };

    private static Cell[] Row(CxlFeature feature)
    {
        var info = feature.Info;
        var kept = info.Attributes.DeepestResetPersistence == CxlResetPersistence.None ? "nothing" : CxlText.Words(info.Attributes.DeepestResetPersistence);
        return
        [
            feature.Name,
            Cell.Integer(info.GetSize, "B"),
            feature.IsChangeable ? "yes" : "no",
            info.Attributes.PersistsAcrossFirmwareUpdate ? $"{kept}, firmware update" : kept,
            CxlCommandView.Changes(info.SetEffects) is { Length: > 0 } changes ? changes : Cell.Null,
            Cell.Integer(info.GetVersion),
            Cell.Code(info.FeatureId.ToString()),
        ];
    }
}
