"""Writes what SAM makes of template.yaml: python transform.py template.yaml out.json Parameter=value ..."""

import json
import logging
import sys

from samtranslator.public.translator import ManagedPolicyLoader
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class NoManagedPolicies(ManagedPolicyLoader):
    """The template names no managed policy; SAM asks IAM for the list only where it has none."""

    def __init__(self):
        super().__init__(None)

    def load(self):
        return {"AWSLambdaBasicExecutionRole": "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"}


def transformed(template, parameters):
    logging.getLogger("samtranslator").setLevel(logging.ERROR)
    with open(template, encoding="utf-8") as file:
        fragment = yaml_parse(file.read())
    # `sam deploy` uploads the archives and the definition, and puts their addresses in.
    for resource in fragment["Resources"].values():
        for name in ("CodeUri", "DefinitionUri"):
            if name in resource.get("Properties", {}):
                resource["Properties"][name] = "s3://bucket/" + resource["Properties"][name]
    return transform(fragment, parameters, NoManagedPolicies())


if __name__ == "__main__":
    source, target, *given = sys.argv[1:]
    result = transformed(source, dict(one.split("=", 1) for one in given))
    with open(target, "w", encoding="utf-8") as out:
        json.dump(result, out, indent=1)
    print(f"{target}: {len(result['Resources'])} resources")
