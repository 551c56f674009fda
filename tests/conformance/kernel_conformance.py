"""The public conformance suite of Jupyter kernels (jupyter_kernel_test) with every sample of ours.

kernel_conformance.py NAME: run by LabSdk.Kernel.Tests with the JUPYTER_* variables pointing to a temporary folder in which
the kernel is installed under that name.
"""
import sys
import unittest

import jupyter_kernel_test


class LabSdkKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = ""  # The argument.
    language_name = "C#"
    file_extension = ".cs"

    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("to the other stream");'
    code_generate_error = 'throw new InvalidOperationException("on purpose");'

    completion_samples = [
        {"text": "Console.WriteL", "matches": ["WriteLine"]},
        {"text": "Math.Sqr", "matches": ["Sqrt"]},
        {"text": '"abc".'},
    ]
    complete_code_samples = ["1 + 1", "var x = 1;", 'Console.WriteLine("x");', "if (true) { }", "class A { }"]
    incomplete_code_samples = ["if (true) {", "Console.WriteLine(", "class A {", 'var s = """', "foreach (var i in new[] { 1 })"]
    invalid_code_samples = ["1 + )", "class { }"]

    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "var text = \"a\" + 1;\ntext", "mime": "text/plain"},
        {"code": "new[] { 1, 2, 3 }", "mime": "text/html"},
    ]
    code_display_data = [
        {"code": "6.Show();", "mime": "text/plain"},
        {"code": 'LabSdk.Display.MimeBundle.FromText("x").With("text/html", "<b>x</b>").Show();', "mime": "text/html"},
        {"code": "6.Display();", "mime": "text/plain"},
    ]
    code_history_pattern = "6 * 7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Console.WriteLine"
    code_clear_output = "((LabSdk.Display.INotebookSink)LabSdk.Display.DisplaySink.Current).Clear(wait: false);"


if __name__ == "__main__":
    LabSdkKernelTests.kernel_name = sys.argv.pop()
    unittest.main(verbosity=2)
