"""Importing modules of the standard library, in a fresh interpreter."""
import argparse
import collections
import dataclasses
import datetime
import json
import pathlib
import random
import re
import typing
import unittest

print(len([argparse, collections, dataclasses, datetime, json, pathlib, random, re, typing, unittest]))
