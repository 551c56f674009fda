using LabSdk.Display;

namespace LabSdk;

public sealed partial class Lab
{
    /// <summary>How LabSdk shows things in the notebook that this process serves.</summary>
    /// <remarks>Thread-safe. Holds for the whole process.</remarks>
    public static class Notebook
    {
        /// <summary>
        /// How plots appear in outputs from now on. Default <see cref="FigureMode.Auto"/>: a drawing that becomes interactive where
        /// the page has plotly.js, see <see cref="UseInlinePlots"/>.
        /// </summary>
        public static FigureMode Figures
        {
            get => HtmlOptions.Default.Figures;
            set => HtmlOptions.Default = HtmlOptions.Default with { Figures = value };
        }

        /// <summary>
        /// Makes the plots of this notebook interactive: shows one output that brings plotly.js (1.5 MB) from this computer into the
        /// page, without any network. Plots shown before and after it can then be zoomed. In a terminal it does nothing.
        /// </summary>
        /// <exception cref="LabConfigurationException">This build of LabSdk was made without plotly.js.</exception>
        public static void UseInlinePlots()
        {
            if (HtmlOptions.Default.Figures == FigureMode.Static)
            {
                Figures = FigureMode.Auto;
            }

            PlotlyLibrary.Use();
        }
    }
}
