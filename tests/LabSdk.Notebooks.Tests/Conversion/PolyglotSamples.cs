namespace LabSdk.Notebooks.Tests.Conversion;

/// <summary>Notebooks in the exact style of Polyglot Notebooks and .NET Interactive, written for these tests.</summary>
internal static class PolyglotSamples
{
    public const string Dib = """
        #!meta

        {"kernelInfo":{"defaultKernelName":"csharp","items":[{"name":"csharp","languageName":"C#","aliases":["c#","cs"]},{"name":"fsharp","languageName":"F#","aliases":["f#","fs"]},{"name":"sql-bench","languageName":"T-SQL"},{"name":"markdown"}]}}

        #!csharp

        #r "nuget: MathNet.Numerics, 5.0.0"
        #!time
        using System.Text;
        var x = 1;

        #!markdown

        # Title

        Text.

        #!f#

        let y = 2

        #!sql-bench

        SELECT 1

        #!csharp

        #!whos

        #!html

        <b>bold</b>

        #!cs

        x

        """;

    // As VS Code writes it: two kinds of language metadata, older keys beside newer ones, no ids.
    public const string Ipynb = """
        {
         "cells": [
          {
           "cell_type": "code",
           "execution_count": 1,
           "metadata": {
            "dotnet_interactive": {
             "language": "csharp"
            },
            "polyglot_notebook": {
             "kernelName": "csharp"
            },
            "vscode": {
             "languageId": "polyglot-notebook"
            }
           },
           "outputs": [
            {
             "data": {
              "text/html": [
               "<div class=\"dni-plaintext\"><pre>42</pre></div><style>\r\n",
               ".dni-code-hint {\r\n",
               "    font-style: italic;\r\n",
               "}\r\n",
               "</style>"
              ]
             },
             "metadata": {},
             "output_type": "display_data"
            }
           ],
           "source": [
            "var answer = 42;\n",
            "answer"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": null,
           "metadata": {
            "dotnet_interactive": {
             "language": "fsharp"
            }
           },
           "outputs": [],
           "source": [
            "let y = 1"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": null,
           "metadata": {},
           "outputs": [],
           "source": [
            "#!pwsh\n",
            "Get-ChildItem"
           ]
          },
          {
           "cell_type": "markdown",
           "metadata": {},
           "source": [
            "## Two"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": null,
           "metadata": {
            "vscode": {
             "languageId": "html"
            }
           },
           "outputs": [],
           "source": [
            "<i>x</i>"
           ]
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": ".NET (C#)",
           "language": "C#",
           "name": ".net-csharp"
          },
          "language_info": {
           "name": "polyglot-notebook"
          },
          "polyglot_notebook": {
           "kernelInfo": {
            "defaultKernelName": "csharp",
            "items": [
             {
              "aliases": [
               "c#",
               "cs"
              ],
              "languageName": "C#",
              "name": "csharp"
             }
            ]
           }
          }
         },
         "nbformat": 4,
         "nbformat_minor": 2
        }

        """;
}
